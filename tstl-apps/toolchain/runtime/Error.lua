-- The error classes. `stack` is Lua's traceback: lines of the program, mapped back where it is shown.
local Error, RangeError, ReferenceError, SyntaxError, TypeError, URIError
do
    local function errorClass(name, base)
        local class = __TS__Class()
        if base then
            __TS__ClassExtends(class, base)
        end
        class.name = name
        class.prototype.name = name
        -- Message and stack do not show among the keys.
        class.prototype.__keys = function(_, json)
            return not json and {} or nil
        end
        return setmetatable(class, {
            __index = base,
            __call = function(_, _, message)
                return __TS__New(class, message)
            end
        })
    end
    Error = errorClass("Error")
    function Error.prototype.____constructor(self, message)
        self.message = message or ""
        self.stack = debug.traceback("", 3)
    end
    function Error.prototype.__tostring(self)
        return self.message ~= "" and self.name .. ": " .. self.message or self.name
    end
    function Error.prototype.toString(self)
        return Error.prototype.__tostring(self)
    end
    RangeError = errorClass("RangeError", Error)
    ReferenceError = errorClass("ReferenceError", Error)
    SyntaxError = errorClass("SyntaxError", Error)
    TypeError = errorClass("TypeError", Error)
    URIError = errorClass("URIError", Error)
end
