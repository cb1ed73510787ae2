local function __TS__ArrayLastIndexOf(self, item, last)
    last = last == nil and #self - 1 or __TS__Whole(last)
    for i = last < 0 and #self + last + 1 or math.min(last + 1, #self), 1, -1 do
        if self[i] == item then
            return i - 1.0
        end
    end
    return -1.0
end
