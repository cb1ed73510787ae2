local function __TS__ArrayForEach(self, action)
    for i = 1, #self do
        local item = self[i]
        -- The action has made the list shorter.
        if item == nil then
            break
        end
        action(nil, item, i - 1.0, self)
    end
end
