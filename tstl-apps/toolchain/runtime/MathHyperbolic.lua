local __TS__MathSinh, __TS__MathCosh, __TS__MathTanh, __TS__MathAsinh, __TS__MathAcosh, __TS__MathAtanh
do
    local abs, exp, log, sqrt = math.abs, math.exp, math.log, math.sqrt
    local function odd(of)
        return function(x)
            if x == 0 or x ~= x then
                return x
            end
            return x < 0 and -of(-x) or of(x)
        end
    end
    __TS__MathSinh = odd(function(x)
        if x > 22 then
            local half = exp(x / 2)
            return half / 2 * half
        end
        local e = __TS__MathExpm1(x)
        return (e + e / (e + 1)) / 2
    end)
    function __TS__MathCosh(x)
        local half = exp(abs(x) / 2)
        return half / 2 * half + 0.5 / half / half
    end
    __TS__MathTanh = odd(function(x)
        if x > 22 then
            return 1.0
        end
        local e = __TS__MathExpm1(2 * x)
        return e / (e + 2)
    end)
    __TS__MathAsinh = odd(function(x)
        if x > 1e8 then
            return log(x) + 0.6931471805599453
        end
        return __TS__MathLog1p(x + x * x / (1 + sqrt(x * x + 1)))
    end)
    function __TS__MathAcosh(x)
        if x > 1e8 then
            return log(x) + 0.6931471805599453
        end
        local t = x - 1
        return __TS__MathLog1p(t + sqrt(2 * t + t * t))
    end
    __TS__MathAtanh = odd(function(x)
        return __TS__MathLog1p(2 * x / (1 - x)) / 2
    end)
end
