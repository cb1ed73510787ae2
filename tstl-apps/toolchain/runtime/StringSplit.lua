local function __TS__StringSplit(text, separator, limit)
    local result, count = {}, 0
    limit = limit or 4294967295
    if separator == "" then
        for character in string.gmatch(text, "[%z\1-\127\194-\255][\128-\191]*") do
            if count >= limit then
                break
            end
            count = count + 1
            result[count] = character
        end
        return result
    end
    local at = 1
    while count < limit do
        local first, last = string.find(text, separator, at, true)
        count = count + 1
        result[count] = string.sub(text, at, first and first - 1)
        if not first then
            break
        end
        at = last + 1
    end
    return result
end
