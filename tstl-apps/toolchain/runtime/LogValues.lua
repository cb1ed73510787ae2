-- console.log of numbers, texts, booleans and undefined, the first of them no text with % in it.
local function __TS__LogValues(...)
    local values = {...}
    for i = 1, select("#", ...) do
        local value = values[i]
        if type(value) == "number" then
            values[i] = value == 0 and 1 / value < 0 and "-0" or __TS__NumberText(value)
        elseif type(value) ~= "string" then
            values[i] = value == nil and "undefined" or tostring(value)
        end
    end
    print(table.concat(values, " "))
end
