local __TS__JsonStringify
do
    local native = __vnetos
    function __TS__JsonStringify(value)
        local text, _, message = native.encode(value)
        if text == nil then
            error(__TS__New(TypeError, message), 0)
        end
        return text
    end
end
