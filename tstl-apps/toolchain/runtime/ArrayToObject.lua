-- `{ ...list }`: ObjectAssign takes lists as they are.
local function __TS__ArrayToObject(list)
    return list
end
