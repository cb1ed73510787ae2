-- [...a, b, ...c]: a list of all that is in the parts, each a list or another thing that is gone through.
local __TS__Joined
do
    local unpack = table.unpack or unpack
    function __TS__Joined(first, ...)
        local count = select("#", ...)
        local list, length = {}, 0
        for i = 0, count do
            local part = first
            if i > 0 then
                part = (select(i, ...))
            end
            if type(part) == "table" and getmetatable(part) == nil then
                local size = #part
                if count == 0 and size < 4000 then
                    return {unpack(part, 1, size)}
                end
                for k = 1, size do
                    list[length + k] = part[k]
                end
                length = length + size
            else
                for _, item in __TS__Iterator(part) do
                    length = length + 1
                    list[length] = __TS__Element(item)
                end
            end
        end
        return list
    end
end
