local function __TS__ArraySome(self, test)
    for i = 1, #self do
        local item = self[i]
        if item == nil then
            break
        elseif test(nil, item, i - 1.0, self) then
            return true
        end
    end
    return false
end
