local function __TS__StringRepeat(self, count)
    count = __TS__Whole(count)
    if count < 0 or count == math.huge then
        error(__TS__New(RangeError, "Invalid count value: " .. __TS__NumberText(count)), 0)
    end
    return string.rep(self, count)
end
