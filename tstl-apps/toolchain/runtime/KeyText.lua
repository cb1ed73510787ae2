-- Numbers as keys of objects are texts, as in JavaScript: `KeyText[7]` is "7". Other keys stay what they are.
local __TS__KeyText
do
    local known, MOST = 0, 10000
    __TS__KeyText = setmetatable({}, {__index = function(texts, key)
        if type(key) ~= "number" then
            return key
        end
        local text = __TS__NumberText(key)
        if known < MOST and key == key then
            known = known + 1
            texts[key] = text
        end
        return text
    end})
end
