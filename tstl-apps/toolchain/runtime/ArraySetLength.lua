local function __TS__ArraySetLength(self, length)
    if length < 0 or length % 1 ~= 0 or length > 4294967295 then
        error(__TS__New(RangeError, "Invalid array length"), 0)
    elseif length > #self then
        error(__TS__New(RangeError, "an array cannot grow by its length: use push"), 0)
    end
    for i = #self, length + 1, -1 do
        self[i] = nil
    end
    return length
end
