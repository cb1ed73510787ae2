local function __TS__ArrayFrom(items, make)
    local result, count = {}, 0
    if type(items) == "table" and type(items.length) == "number" and getmetatable(items) ~= nil or type(items) == "table" and items.length and items[1] == nil then
        for i = 0, items.length - 1 do
            local value = items[__TS__KeyText[i]]
            if make then
                value = make(nil, value, i + 0.0)
            end
            result[i + 1] = __TS__Element(value)
        end
        return result
    end
    for _, value in __TS__Iterator(items) do
        if make then
            value = make(nil, value, count + 0.0)
        end
        count = count + 1
        result[count] = __TS__Element(value)
    end
    return result
end
