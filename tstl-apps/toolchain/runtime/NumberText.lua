-- A number as JavaScript prints it: the shortest digits that read back as the same number.
local __TS__NumberText
do
    local format, sub, rep, match = string.format, string.sub, string.rep, string.match
    -- Fengari's %.17g is its host's own shortest form.
    local hosted = format("%.17g", 0.1) == "0.1"
    local formats = {"%.14e", "%.15e", "%.16e"}
    local function shortest(x)
        if x > -2.3e-308 and x < 2.3e-308 then
            for precision = 0, 13 do
                local text = format("%." .. format("%d", precision) .. "e", x)
                if tonumber(text) == x then
                    return text
                end
            end
        end
        for i = 1, 2 do
            local text = format(formats[i], x)
            if tonumber(text) == x then
                return text
            end
        end
        return format(formats[3], x)
    end
    function __TS__NumberText(x)
        if x ~= x then
            return "NaN"
        elseif x - x ~= 0 then
            return x > 0 and "Infinity" or "-Infinity"
        elseif x == 0 then
            return "0"
        elseif hosted then
            return format("%.17g", x)
        elseif x > -1e15 and x < 1e15 and x % 1 == 0 then
            return format("%.0f", x)
        end
        local sign, first, rest, exponent = match(shortest(x), "^(-?)(%d)%.?(%d*)e([+-]%d+)$")
        local digits = match(first .. rest, "^(.-)0*$")
        local count, point = #digits, tonumber(exponent) + 1
        if count <= point and point <= 21 then
            return sign .. digits .. rep("0", point - count)
        elseif 0 < point and point <= 21 then
            return sign .. sub(digits, 1, point) .. "." .. sub(digits, point + 1)
        elseif -6 < point and point <= 0 then
            return sign .. "0." .. rep("0", -point) .. digits
        end
        local fraction = count > 1 and "." .. sub(digits, 2) or ""
        return sign .. first .. fraction .. "e" .. format("%+d", point - 1)
    end
end
