-- JSON is the board's own.
local __TS__JsonStringify, __TS__JsonParse
do
    local native = __vnetos
    function __TS__JsonStringify(value)
        local text, _, message = native.encode(value)
        if text == nil then
            error(__TS__New(TypeError, message), 0)
        end
        return text
    end
    function __TS__JsonParse(text)
        local value, code, message = native.decode(text)
        if code ~= nil then
            error(__TS__New(SyntaxError, message), 0)
        end
        return value
    end
end
