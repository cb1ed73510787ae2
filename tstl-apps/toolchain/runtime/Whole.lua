-- An index that a program hands in: without its fraction; NaN is 0, Infinity stays.
local function __TS__Whole(index)
    if index % 1 == 0 then
        return index
    elseif index ~= index then
        return 0.0
    elseif index - index ~= 0 then
        return index
    end
    return index < 0 and index - index % -1 or index - index % 1
end
