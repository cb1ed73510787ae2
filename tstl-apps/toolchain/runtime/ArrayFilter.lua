local function __TS__ArrayFilter(self, test)
    local result, count = {}, 0
    for i = 1, #self do
        local item = self[i]
        if item == nil then
            break
        elseif test(nil, item, i - 1.0, self) then
            count = count + 1
            result[count] = item
        end
    end
    return result
end
