-- Bit operators on 32-bit integers, as JavaScript has them; operands are any numbers.
local __TS__Int32, __TS__Uint32, __TS__BitAnd, __TS__BitOr, __TS__BitXor, __TS__BitNot
local __TS__ShiftLeft, __TS__ShiftRight, __TS__ShiftRightUnsigned
do
    local floor, ceil = math.floor, math.ceil
    -- Signed: both 32-bit and 64-bit integers of a VM hold it.
    local function int(x)
        if x >= -2147483648 and x <= 2147483647 then
            if x % 1 == 0 then
                return x
            end
            return x < 0 and ceil(x) or floor(x)
        elseif x - x ~= 0 then
            return 0
        end
        x = (x < 0 and ceil(x) or floor(x)) % 4294967296.0
        return x >= 2147483648.0 and x - 4294967296.0 or x
    end
    -- Operators where the VM has them (5.3, 5.4, Fengari); elsewhere its library.
    local native = load("return function(a, b) return a & b end, function(a, b) return a | b end, function(a, b) return a ~ b end")
    local band, bor, bxor
    if native then
        band, bor, bxor = native()
    else
        local library = bit or bit32
        band, bor, bxor = library.band, library.bor, library.bxor
    end
    local powers = {}
    for i = 0, 31 do
        powers[i] = 2.0 ^ i
    end
    function __TS__Int32(x)
        return int(x) + 0.0
    end
    function __TS__Uint32(x)
        x = int(x) + 0.0
        return x < 0 and x + 4294967296.0 or x
    end
    function __TS__BitAnd(a, b)
        return int(band(int(a), int(b))) + 0.0
    end
    function __TS__BitOr(a, b)
        return int(bor(int(a), int(b))) + 0.0
    end
    function __TS__BitXor(a, b)
        return int(bxor(int(a), int(b))) + 0.0
    end
    function __TS__BitNot(a)
        return -1.0 - int(a)
    end
    function __TS__ShiftLeft(a, b)
        return int(int(a) * powers[int(b) % 32]) + 0.0
    end
    function __TS__ShiftRight(a, b)
        return floor(int(a) / powers[int(b) % 32]) + 0.0
    end
    function __TS__ShiftRightUnsigned(a, b)
        return floor(__TS__Uint32(a) / powers[int(b) % 32]) + 0.0
    end
end
