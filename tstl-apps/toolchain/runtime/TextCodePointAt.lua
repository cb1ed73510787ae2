local function __TS__TextCodePointAt(self, index)
    index = index and __TS__Whole(index) or 0
    if index < 0 or index >= __TS__Length[self] then
        return nil
    end
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    if not wide then
        return string.byte(self, index + 1) + 0.0
    end
    local place, half = wide:seek(index)
    local code = __TS__CodeAt(self, place)
    return half > 0 and 56320.0 + code % 1024 or code
end
