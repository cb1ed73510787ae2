-- First and last place, from 1, of what slice(first, last) means in a list or text of that length.
local function __TS__ArrayRange(length, first, last)
    first = first == nil and 0 or __TS__Whole(first)
    last = last == nil and length or __TS__Whole(last)
    if first < 0 then
        first = first + length
        first = first < 0 and 0 or first
    end
    if last < 0 then
        last = last + length
    end
    return first + 1, last > length and length or last
end
