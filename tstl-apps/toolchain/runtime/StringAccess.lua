-- text[index].
local function __TS__StringAccess(self, index)
    local length = __TS__Length[self]
    if index >= 0 and index < length then
        if length == #self then
            return string.sub(self, index + 1, index + 1)
        elseif index % 1 == 0 then
            return __TS__Wide(self):cut(index, index + 1)
        end
    end
end
