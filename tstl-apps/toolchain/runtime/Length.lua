-- Texts are bytes of UTF-8, JavaScript counts units of UTF-16: `__TS__Length[text]` is how many there are. As many as
-- bytes: then the text is of ASCII, and a byte is a unit.
local __TS__Length
do
    local find, gsub = string.find, string.gsub
    local len = utf8 and utf8.len
    local BYTES = 8000
    -- A text that is asked for again is remembered, so many bytes of them, each with 40 of the table's own.
    local room, latest, latestLength = BYTES, nil, nil
    local function remember(known, text, length)
        room = room - #text - 40
        if room < 0 then
            for one in next, known do
                known[one] = nil
            end
            room = BYTES - #text
        end
        known[text] = length
        return length
    end
    __TS__Length = setmetatable({}, {__index = function(known, text)
        if text == latest then
            return remember(known, text, latestLength)
        end
        local length = #text + 0.0
        if len and len(text) ~= length or not len and not find(text, "^[^\128-\255]*$") then
            local _, more = gsub(text, "[\128-\191]", "")
            local _, pairs = gsub(text, "[\240-\244]", "")
            length = length - more + pairs
        end
        latest, latestLength = text, length
        return length
    end})
end
