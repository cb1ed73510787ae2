local function __TS__StringCharCodeAt(self, index)
    if index == nil then
        index = 0
    elseif index % 1 ~= 0 then
        index = __TS__Whole(index)
    end
    local code = index >= 0 and string.byte(self, index + 1)
    return code and code + 0.0 or 0 / 0
end
