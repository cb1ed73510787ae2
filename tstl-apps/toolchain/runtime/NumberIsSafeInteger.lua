local function __TS__NumberIsSafeInteger(value)
    return type(value) == "number" and value % 1 == 0 and value <= 9007199254740991 and value >= -9007199254740991
end
