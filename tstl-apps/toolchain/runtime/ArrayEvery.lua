local function __TS__ArrayEvery(self, test)
    for i = 1, #self do
        local item = self[i]
        if item == nil then
            break
        elseif not test(nil, item, i - 1.0, self) then
            return false
        end
    end
    return true
end
