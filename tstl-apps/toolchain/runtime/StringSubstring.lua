local __TS__StringSubstring
do
    local function place(index, length)
        if index ~= index or index < 0 then
            return 0
        end
        return index > length and length or __TS__Whole(index)
    end
    function __TS__StringSubstring(self, first, last)
        local length = #self
        first = first == nil and 0 or place(first, length)
        last = last == nil and length or place(last, length)
        if first > last then
            first, last = last, first
        end
        return string.sub(self, first + 1, last)
    end
end
