-- text[index].
local function __TS__StringAccess(self, index)
    local wide = __TS__Wide[self]
    if wide then
        if index >= 0 and index < wide.length and index % 1 == 0 then
            return wide:cut(index, index + 1)
        end
    elseif index >= 0 and index < #self then
        return string.sub(self, index + 1, index + 1)
    end
end
