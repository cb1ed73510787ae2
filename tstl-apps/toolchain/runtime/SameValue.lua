-- Object.is.
local function __TS__SameValue(a, b)
    if a == 0 and b == 0 then
        return 1 / a == 1 / b
    end
    return a == b or a ~= a and b ~= b
end
