-- The error classes. `stack` is Lua's traceback: lines of the program, mapped back where it is shown.
local function errorClass(name, base)
    local class = __TS__Class()
    if base then
        class.____super = base
        class.prototype.__tostring = base.prototype.__tostring
        setmetatable(class.prototype, base.prototype)
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
local Error = errorClass("Error")
function Error.prototype.____constructor(self, message)
    self.message = message or ""
    self.stack = debug.traceback("", 3)
end
function Error.prototype.__tostring(self)
    return self.message ~= "" and self.name .. ": " .. self.message or self.name
end
Error.prototype.toString = Error.prototype.__tostring
local RangeError = errorClass("RangeError", Error)
local ReferenceError = errorClass("ReferenceError", Error)
local SyntaxError = errorClass("SyntaxError", Error)
local TypeError = errorClass("TypeError", Error)
local URIError = errorClass("URIError", Error)
