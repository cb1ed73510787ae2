-- What stands in place of a text that was found. It may ask for it: $& is what was found, $` and $' what stands before
-- and after, $$ a dollar.
local function __TS__StringReplacement(text, by, first, last)
    local sub = string.sub
    if type(by) ~= "string" then
        return by(nil, sub(text, first, last), first - 1.0, text)
    elseif not string.find(by, "$", 1, true) then
        return by
    end
    return (string.gsub(by, "%$([$&`'])", function(what)
        if what == "$" then
            return "$"
        elseif what == "&" then
            return sub(text, first, last)
        end
        return what == "`" and sub(text, 1, first - 1) or sub(text, last + 1)
    end))
end
