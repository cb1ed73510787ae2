-- Bit operators on 32-bit integers, as JavaScript has them; operands are any numbers. Those of `Whole` take operands that
-- are known to be whole and below 2 ^ 51.
local __TS__Int32, __TS__Uint32, __TS__BitAnd, __TS__BitOr, __TS__BitXor, __TS__BitNot
local __TS__ShiftLeft, __TS__ShiftRight, __TS__ShiftRightUnsigned
local __TS__WholeAnd, __TS__WholeOr, __TS__WholeXor
local __TS__WholeShiftLeft, __TS__WholeShiftRight, __TS__WholeShiftRightUnsigned
do
    local floor, ceil = math.floor, math.ceil
    -- Signed: both 32-bit and 64-bit integers of a VM hold it.
    local function int(x)
        if x >= -2147483648 and x <= 2147483647 then
            return x < 0 and ceil(x) or floor(x)
        elseif x - x ~= 0 then
            return 0
        end
        x = (x < 0 and ceil(x) or floor(x)) % 4294967296.0
        return x >= 2147483648.0 and x - 4294967296.0 or x
    end
    function __TS__Int32(x)
        return int(x) + 0.0
    end
    function __TS__Uint32(x)
        x = int(x) + 0.0
        return x < 0 and x + 4294967296.0 or x
    end
    function __TS__BitNot(a)
        return -1.0 - int(a)
    end
    -- What the VM has: 64-bit operators (5.3, 5.4), 32-bit ones (Fengari) or a library (LuaJIT). Texts of their syntax are
    -- loaded where they are read; X is an operand that may be no integer.
    local check = "if not (X >= -2147483648 and X <= 2147483647 and X % 1 == 0) then X = int(X) end "
    local whole, texts = "", {
        "return (a & b) + 0.0", "return (a | b) + 0.0", "return (a ~ b) + 0.0", "return (a << (b & 31)) + 0.0",
        "return a // 2.0 ^ (b & 31) + 0.0", "a = (a >> (b & 31)) + 0.0 return a < 0 and a + 4294967296.0 or a"
    }
    if bit then
        texts = {
            "return bit.band(a, b)", "return bit.bor(a, b)", "return bit.bxor(a, b)", "return bit.lshift(a, b)",
            "return bit.arshift(a, b)", "a = bit.rshift(a, b) return a < 0 and a + 4294967296 or a"
        }
    elseif math.maxinteger > 2 ^ 53 then
        check = "if not (X > -0x1p51 and X < 0x1p51 and X // 1 == X) then X = int(X) end "
        local signed = "return ((%s) & 0xffffffff ~ 0x80000000) - 2147483648.0"
        texts = {
            signed:format("a & b"), signed:format("a | b"), signed:format("a ~ b"), signed:format("a << (b & 31)"),
            "return ((a & 0xffffffff ~ 0x80000000) - 0x80000000) // (1 << (b & 31)) + 0.0",
            "return ((a & 0xffffffff) >> (b & 31)) + 0.0"
        }
    else
        whole = check
    end
    local function operators(check)
        local functions = {}
        for i = 1, #texts do
            functions[i] = "function(a, b) " .. check:gsub("X", "a") .. check:gsub("X", "b") .. texts[i] .. " end"
        end
        return load("local int = ... return " .. table.concat(functions, ", "))(int)
    end
    __TS__BitAnd, __TS__BitOr, __TS__BitXor, __TS__ShiftLeft, __TS__ShiftRight, __TS__ShiftRightUnsigned = operators(check)
    __TS__WholeAnd, __TS__WholeOr, __TS__WholeXor, __TS__WholeShiftLeft, __TS__WholeShiftRight,
        __TS__WholeShiftRightUnsigned = operators(whole)
end
