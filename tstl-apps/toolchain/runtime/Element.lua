-- The value as an element of a list, which holds no undefined.
local function __TS__Element(value)
    if value == nil then
        error(
            __TS__New(
                TypeError,
                "a list holds no undefined: leave the value out, or write another, such as -1"
            ),
            0
        )
    end
    return value
end
