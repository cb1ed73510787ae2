-- What stands in place of a text that was found. It may ask for it: $& is what was found, $` and $' what stands before
-- and after, $$ a dollar.
local __TS__StringReplacement
do
    local sub, gsub = string.sub, string.gsub
    -- Units of UTF-16 before that byte.
    local function unitsBefore(text, place)
        local before = sub(text, 1, place - 1)
        local _, more = gsub(before, "[\128-\191]", "")
        local _, double = gsub(before, "[\240-\244]", "")
        return #before - more + double + 0.0
    end
    function __TS__StringReplacement(text, by, first, last)
        if type(by) ~= "string" then
            return by(nil, sub(text, first, last), unitsBefore(text, first), text)
        elseif not string.find(by, "$", 1, true) then
            return by
        end
        return (gsub(by, "%$([$&`'])", function(what)
            if what == "$" then
                return "$"
            elseif what == "&" then
                return sub(text, first, last)
            end
            return what == "`" and sub(text, 1, first - 1) or sub(text, last + 1)
        end))
    end
end
