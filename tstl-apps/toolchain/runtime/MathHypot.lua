-- V8's way: scaled by the greatest, summed with Kahan's compensation.
local function __TS__MathHypot(...)
    local values, greatest = {...}, 0.0
    for i = 1, #values do
        local value = math.abs(values[i])
        if value == math.huge then
            return value
        elseif value ~= value then
            greatest = value
        elseif value > greatest then
            greatest = value
        end
    end
    if greatest == 0 or greatest ~= greatest then
        return greatest
    end
    local sum, compensation = 0.0, 0.0
    for i = 1, #values do
        local ratio = values[i] / greatest
        local summand = ratio * ratio - compensation
        local preliminary = sum + summand
        compensation = preliminary - sum - summand
        sum = preliminary
    end
    return math.sqrt(sum) * greatest
end
