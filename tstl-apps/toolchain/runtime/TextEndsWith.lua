-- endsWith(wanted, end).
local function __TS__TextEndsWith(self, wanted, last)
    local length = __TS__Length[self]
    last = __TS__Whole(last)
    last = last < 0 and 0 or last > length and length or last
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    if wide then
        local place, half = wide:seek(last)
        if half > 0 then
            return wanted == ""
        end
        last = place - 1
    end
    return #wanted <= last and string.sub(self, last - #wanted + 1, last) == wanted
end
