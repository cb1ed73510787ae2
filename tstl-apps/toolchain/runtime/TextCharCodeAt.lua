local __TS__TextCharCodeAt
do
    local function unitOf(wide, index)
        local place, half = wide:seek(index)
        local code = __TS__CodeAt(wide.text, place)
        if code < 65536 then
            return code
        elseif half > 0 then
            return 56320.0 + code % 1024
        end
        return (code - code % 1024) / 1024 + 55232
    end
    function __TS__TextCharCodeAt(self, index)
        if index == nil then
            index = 0
        elseif index % 1 ~= 0 then
            index = __TS__Whole(index)
        end
        local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
        if wide then
            return index >= 0 and index < wide.length and unitOf(wide, index) or 0 / 0
        end
        local code = index >= 0 and string.byte(self, index + 1)
        return code and code + 0.0 or 0 / 0
    end
end
