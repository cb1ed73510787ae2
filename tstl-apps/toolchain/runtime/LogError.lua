-- console.error, console.warn: one line of error output.
local __TS__LogError
do
    local native = __vnetos
    function __TS__LogError(...)
        local text = __TS__Format(...)
        if native then
            native.write("err", text .. "\n")
        else
            io.stderr:write(text, "\n")
        end
    end
end
