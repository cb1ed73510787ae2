-- A number as JavaScript prints it: the shortest digits that read back as the same number.
local __TS__NumberText
do
    local format, rep = string.format, string.rep
    local encode = __vnetos and __vnetos.encode
    -- Fengari's %.17g is its host's own shortest form.
    local hosted = format("%.17g", 0.1) == "0.1"
    function __TS__NumberText(x)
        if x == nil then
            -- An element that is not there, whatever its type says.
            return "undefined"
        elseif x ~= x then
            return "NaN"
        elseif x - x ~= 0 then
            return x > 0 and "Infinity" or "-Infinity"
        elseif encode then
            return (encode(x))
        elseif hosted then
            return format("%.17g", x)
        elseif x % 1 == 0 and x > -1e15 and x < 1e15 then
            return format("%d", x)
        end
        local text
        for precision = x > -3e-308 and x < 3e-308 and 0 or 14, 16 do
            text = format("%." .. precision .. "e", x)
            if tonumber(text) == x then
                break
            end
        end
        local sign, first, rest, power = string.match(text, "^(-?)(%d)%.?(%d-)0*e(.*)$")
        local digits, point = first .. rest, tonumber(power) + 1
        if point > 21 or point < -5 then
            return sign .. first .. (rest ~= "" and "." .. rest or "") .. format("e%+d", point - 1)
        elseif point <= 0 then
            return sign .. "0." .. rep("0", -point) .. digits
        end
        local tail = digits:sub(point + 1)
        local whole = digits:sub(1, point) .. rep("0", point - #digits)
        return sign .. whole .. (tail ~= "" and "." .. tail or "")
    end
end
