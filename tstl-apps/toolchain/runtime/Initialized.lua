-- A variable of which it is not sure that its declaration has run.
local function __TS__Initialized(value, name)
    if value == nil then
        error(__TS__New(ReferenceError, "Cannot access '" .. name .. "' before initialization"), 0)
    end
    return value
end
