-- The board's own JSON. What comes out knows its keys where the program can see them.
local __TS__JsonParse
do
    local native, adopt = __vnetos, __TS__Adopt
    function __TS__JsonParse(text)
        local value, code, message = native.decode(text, adopt)
        if code ~= nil then
            error(__TS__New(SyntaxError, message), 0)
        end
        return value
    end
end
