local __TS__MathLog10 = math.log10 or function(x)
    return math.log(x, 10)
end
