local function __TS__ArrayWith(self, index, value)
    local place = __TS__Whole(index)
    place = (place < 0 and #self + place or place) + 1
    if place < 1 or place > #self then
        error(__TS__New(RangeError, "Invalid index : " .. __TS__NumberText(index)), 0)
    end
    local copy = {}
    for i = 1, #self do
        copy[i] = self[i]
    end
    copy[place] = __TS__Element(value)
    return copy
end
