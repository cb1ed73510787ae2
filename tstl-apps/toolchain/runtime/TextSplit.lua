-- split(""): into units, as in JavaScript. A character of two cannot be split.
local function __TS__TextSplit(text, separator, limit)
    local whole = separator == "" and string.match(text, "[\240-\244][\128-\191]*")
    if whole then
        error('split("") cuts the character ' .. whole .. " in two, and a board cannot hold half of one: write [...text]", 2)
    end
    return __TS__StringSplit(text, separator, limit)
end
