local function __TS__Truthy(value)
    return value and value ~= 0 and value ~= "" and value == value
end
