local function __TS__StringCharAt(self, index)
    if index == nil then
        index = 0
    elseif index % 1 ~= 0 then
        index = __TS__Whole(index)
    end
    return index >= 0 and string.sub(self, index + 1, index + 1) or ""
end
