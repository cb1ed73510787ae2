-- The board's own JSON. What comes out knows its keys where the program can see them.
local __TS__JsonParse
do
    local native, adopt = __vnetos, __TS__Adopt
    local find, gsub, rep = string.find, string.gsub, string.rep
    local function blank(text)
        return rep("_", #text)
    end
    -- Where a list of the text has null for an element: behind a comma or a bracket, outside of quotes.
    local function nullPlace(text)
        if type(text) ~= "string" or not find(text, "[,%[]%s*null") then
            return nil
        end
        local bare = gsub(gsub(text, "\\.", blank), '"[^"]*"', blank)
        local _, _, place = find(bare, "[,%[]%s*()null")
        return place
    end
    function __TS__JsonParse(text)
        local value, code, message = native.decode(text, adopt)
        if code ~= nil then
            error(__TS__New(SyntaxError, message), 0)
        end
        local place = nullPlace(text)
        if place then
            local message = "a list cannot hold null or undefined: the JSON text has one at position "
            error(__TS__New(TypeError, message .. string.format("%d", place - 1)), 0)
        end
        return value
    end
end
