-- A value that cannot be written at that place: lists have no holes, and hold no undefined.
local function __TS__RefuseElement(list, place, value)
    local length = __TS__NumberText(#list + 0.0)
    local index = __TS__NumberText(place - 1.0)
    if value == nil then
        error(
            __TS__New(
                TypeError,
                "a list holds no undefined: the value for index " .. index .. " of a list of length " .. length
                    .. " is undefined. Leave it out, or write another value, such as -1"
            ),
            0
        )
    end
    error(
        __TS__New(
            RangeError,
            "index " .. index .. " is outside of the list, whose length is " .. length
                .. ": a list has no holes. Write list.push(value), make the list long enough first with"
                .. " Array.from({ length: n }, () => 0), or use a Map"
        ),
        0
    )
end
