local __TS__Unpack = table.unpack or unpack
-- LuaJIT.
if not math.type then
    local unpack = __TS__Unpack
    function __TS__Unpack(list, first, last)
        if (last or #list) - (first or 1) >= 7900 then
            error("LuaJIT passes at most some 8000 values to a call: go through them in a loop, or hand over the list", 2)
        end
        return unpack(list, first or 1, last or #list)
    end
end
