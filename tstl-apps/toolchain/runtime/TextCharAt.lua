local function __TS__TextCharAt(self, index)
    if index == nil then
        index = 0
    elseif index % 1 ~= 0 then
        index = __TS__Whole(index)
    end
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    if wide then
        return index >= 0 and index < wide.length and wide:cut(index, index + 1) or ""
    end
    return index >= 0 and string.sub(self, index + 1, index + 1) or ""
end
