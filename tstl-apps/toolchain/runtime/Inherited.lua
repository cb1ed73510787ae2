-- What every object inherits in JavaScript: a key of that name is never missing. It is a function there; here it stops
-- what a program makes of it that took it for a value of its own.
local __TS__Inherited = {}
do
    local answers = {
        toString = function() return "[object Object]" end,
        toLocaleString = function() return "[object Object]" end,
        valueOf = function(_, self) return self end
    }
    local names = "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf "
        .. "__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__"
    for name in string.gmatch(names, "%S+") do
        local function stop()
            error('an object has "' .. name .. '" from JavaScript itself: use a Map, or ask Object.hasOwn(object, key) first', 2)
        end
        __TS__Inherited[name] = setmetatable({}, {
            __call = answers[name] or stop,
            __add = stop, __sub = stop, __mul = stop, __div = stop, __mod = stop, __pow = stop, __unm = stop,
            __concat = stop, __lt = stop, __le = stop, __newindex = stop, __tostring = stop
        })
    end
end
