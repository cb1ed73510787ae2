local function __TS__ObjectValues(object)
    local values = __TS__Keys(object)
    for i = 1, #values do
        values[i] = object[values[i]]
    end
    return values
end
