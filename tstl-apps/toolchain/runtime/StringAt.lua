local function __TS__StringAt(self, index)
    index = __TS__Whole(index)
    if index < 0 then
        index = index + #self
    end
    if index >= 0 and index < #self then
        return string.sub(self, index + 1, index + 1)
    end
end
