local function __TS__ArrayFindLast(self, test)
    for i = #self, 1, -1 do
        if test(nil, self[i], i - 1.0, self) then
            return self[i]
        end
    end
end
