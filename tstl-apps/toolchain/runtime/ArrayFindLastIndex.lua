local function __TS__ArrayFindLastIndex(self, test)
    for i = #self, 1, -1 do
        if test(nil, self[i], i - 1.0, self) then
            return i - 1.0
        end
    end
    return -1.0
end
