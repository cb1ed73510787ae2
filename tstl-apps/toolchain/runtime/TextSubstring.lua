local __TS__TextSubstring
do
    local function place(index, length)
        if index ~= index or index < 0 then
            return 0
        end
        return index > length and length or __TS__Whole(index)
    end
    function __TS__TextSubstring(self, first, last)
        local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
        local length = wide and wide.length or #self
        first = first == nil and 0 or place(first, length)
        last = last == nil and length or place(last, length)
        if first > last then
            first, last = last, first
        end
        return wide and wide:cut(first, last) or string.sub(self, first + 1, last)
    end
end
